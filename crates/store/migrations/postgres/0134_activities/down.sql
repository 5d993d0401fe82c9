DROP TABLE "activity_plan";
DROP TABLE "round_activity";
