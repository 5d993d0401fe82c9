DROP TABLE "report_frozen";
DROP TABLE "report_template";
