DROP TABLE "visit_programme";
DROP TABLE "tour_team";
