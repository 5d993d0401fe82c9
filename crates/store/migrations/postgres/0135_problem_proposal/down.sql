DROP TABLE "problem_proposal";
