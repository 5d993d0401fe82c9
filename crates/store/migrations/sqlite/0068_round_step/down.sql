DROP TABLE "round_step";
