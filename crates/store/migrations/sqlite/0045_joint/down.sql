ALTER TABLE "standard_draft" DROP COLUMN asked_on;
ALTER TABLE "standard_draft" DROP COLUMN asked_sha256;
DROP TABLE "standard_signatory";
DROP TABLE "standard_answer";
DROP TABLE "joint_class";
DROP TABLE "joint_body";
