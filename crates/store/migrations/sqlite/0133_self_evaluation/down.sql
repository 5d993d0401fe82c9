DROP TABLE "self_evaluation";
