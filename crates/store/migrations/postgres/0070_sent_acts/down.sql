ALTER TABLE "form_sent" DROP COLUMN act;
