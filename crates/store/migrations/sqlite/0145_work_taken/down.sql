DROP TABLE "work_taken";
