DROP TABLE "guidance_read";
