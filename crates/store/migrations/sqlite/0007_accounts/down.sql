DROP TABLE "invitation";
