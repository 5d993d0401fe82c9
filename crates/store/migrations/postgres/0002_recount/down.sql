DROP TABLE "recount";
