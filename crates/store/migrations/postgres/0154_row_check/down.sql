DROP TABLE "row_check";
