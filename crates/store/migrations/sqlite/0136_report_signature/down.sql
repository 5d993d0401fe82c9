DROP TABLE "report_signature";
