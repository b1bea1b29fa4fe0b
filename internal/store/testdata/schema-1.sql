-- What a version with schema 1 leaves in its file: a case with two revisions, a
-- source and a decision that was changed, and a case that was served in place.
INSERT INTO texts (id, sha256, body) VALUES
	(1, X'9513aa272adfa803351a1445376e071f87a0fc22fe61d003abb6ce3da95d42c0', CAST('title: Harbour' || char(10) || '# a comment' || char(10) AS BLOB)),
	(2, X'1826eb4b0862fb6779a903a5f163e5cd61ad135351e792fbdc0a7a676af4c8fc', CAST('title: Harbour dues' || char(10) || '# a comment' || char(10) AS BLOB)),
	(3, X'0ebe9741a38935ecac2410c44eab2019a5d0f828152661b3dfb5d8531dd36fc2', CAST('Traffic fell by a third.' || char(10) AS BLOB));
INSERT INTO cases (id, title, file, latest, updated) VALUES
	('00000000000000a1', 'Harbour dues', NULL, 2, 1767225601000002),
	('00000000000000a2', 'in place', '/nowhere/case.yaml', 1, 1767225600000001);
INSERT INTO revisions (case_id, number, parent, saved, note, text) VALUES
	('00000000000000a1', 1, 0, 1767225600000001, '', 1),
	('00000000000000a1', 2, 1, 1767225601000002, 'dues added', 2),
	('00000000000000a2', 1, 0, 1767225600000001, '', 1);
INSERT INTO sources (case_id, path, title, media, published, sha256, text) VALUES
	('00000000000000a1', 'sources/traffic.txt', 'Traffic', 'text/html', '2025-12', '6f1ed002ab5595859014ebf0951522d9', 3);
INSERT INTO decisions (id, case_id, item, verdict, value, at) VALUES
	(1, '00000000000000a1', 'i1', 'reject', NULL, 1767225602000003),
	(2, '00000000000000a1', 'i1', 'edit', CAST('{"weight":3}' AS BLOB), 1767225603000004);
