DROP TABLE "round_owing";
