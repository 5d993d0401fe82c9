DROP TABLE "resolution";
