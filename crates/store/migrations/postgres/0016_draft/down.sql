DROP TABLE "form_sent";
DROP TABLE "draft";
