home-title = { -programme(form: "A") } that can be checked
home-lede = What is published here can be read and recomputed by anyone, without signing in.
home-public-title = Open to everyone
home-draws = Random draws, with everything needed to verify them
home-circulars = Published circulars
home-sign-in = Sign in
