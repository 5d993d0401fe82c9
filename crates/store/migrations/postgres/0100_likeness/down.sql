DROP TABLE "inquiry_text";
DROP TABLE "source_text";
