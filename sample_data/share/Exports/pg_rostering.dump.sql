--
-- PostgreSQL database dump
--
SET client_encoding = 'UTF8';
CREATE TABLE public.client (
    client_id text,
    name text,
    date_of_birth text,
    address text,
    postcode text,
    door_entry text,
    notes text
);
COPY public.client (client_id, name, date_of_birth, address, postcode, door_entry, notes) FROM stdin;
SU043	Tariq Zielinski	1947-10-05	82 Fulling Mill Court	HD11 3GJ	\N	Key safe 1942, inside the brick porch, top right.
SU044	Edith Lam	1929-02-26	90 Weavers Gate	HX8 3UN	\N	k/s C9513Y - at the side by the water butt.
SU045	Iqbal Priestley	1962-06-17	10 Weavers Gate	LS31 5WX	2019#	Access via key safe at the side by the water butt, number 7348, scramble after use. Door entry: press 2019# and push.
SU046	Hilda Singh	1932-03-30	134 Beckfoot Mill Lane	BD26 1QD	\N	Driveway gate code 3016. Family leave the key behind the loose brick left of the back door.
SU047	Stanley Akhtar	1942-05-08	37 Stoodley Hey Close	LS31 7HH	\N	Walk straight in.
SU048	Parveen Pereira	1932-04-06	50 Tentercroft Place	BD26 1PS	\N	Keyholder: Leonard Helliwell, 07700 900028.
SU049	Trevor Mensah	1939-01-03	12 Clough Hey Street	WF19 4ZX	\N	Burglar alarm: 2187 to unset, the same to set. Lifeline password bonfire. Key held by Surinder Bielski, 020 7946 0028.
SU050	Wei Adeyemi	1934-02-06	58 Clough Hey Street	HD12 8XL	\N	Answers the door, allow time.
SU051	Mohammed Lockwood	1933-11-08	120 Delph Edge Lane	BD26 1EW	\N	Keysafe no. 7018 (under the kitchen window at the rear).
SU052	Ronald Dube	1935-06-13	96 Curlew Nook Avenue	HX8 2RU	\N	k/s 2607 - by back gate. Intruder alarm in hall cupboard, code 4620, 20 seconds.
SU053	Doreen Okafor	1942-11-24	57 Weavers Gate	HD12 5XE	\N	Let self in with key from the keysafe by back gate: 6730.
SU054	Comfort Redfearn	1973-10-29	65 Stoodley Hey Close	HD11 4AH	\N	Keysafe no. 7249 (at the side by the water butt).
\.
