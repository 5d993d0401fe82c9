-- The act that a form became, noted in the same transaction: what was taken is known even where the answer got lost.
ALTER TABLE "form_sent" ADD COLUMN act BIGINT;
