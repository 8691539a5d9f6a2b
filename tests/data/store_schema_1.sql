BEGIN TRANSACTION;
CREATE TABLE articles (
	id VARCHAR(64) NOT NULL, 
	previous VARCHAR(64), 
	published VARCHAR(10), 
	language VARCHAR(8) NOT NULL, 
	kept_at VARCHAR(32) NOT NULL, 
	reading JSON NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(previous) REFERENCES articles (id) ON DELETE SET NULL
);
INSERT INTO "articles" VALUES('43b5d8734fc826b0',NULL,'2023-03-24','fr','2025-01-02T03:04:05+00:00','{"schema_version": 1, "id": "43b5d8734fc826b0", "source": "a.txt", "outlet": "Agence invent\u00e9e", "url": null, "title": "Trois arrestations", "language": "fr", "published": "2023-03-24", "text": "Attaque\n\nLa police a arr\u00eat\u00e9 3 personnes jeudi \u00e0 Casablanca et \u00e0 Rissani. \u00c0 Nulleparville, rien.", "mentions": [{"text": "Casablanca", "start": 48, "end": 58, "kind": "settlement", "literal": true, "method": "gazetteer", "confidence": 0.9, "why": "test", "place": {"id": "hcp:06.141.01.0", "name": "Casablanca", "kind": "city", "lat": 33.5883, "lon": -7.6114, "uncertainty_km": 5.0, "country": "MA", "region": "06", "province": "06.141", "commune": null, "names": {"fr": "Casablanca", "ar": "\u0627\u0644\u062f\u0627\u0631 \u0627\u0644\u0628\u064a\u0636\u0627\u0621", "en": "Casablanca", "es": null}, "population": null}, "nil_reason": null, "candidates": []}, {"text": "Rissani", "start": 64, "end": 71, "kind": "settlement", "literal": true, "method": "gazetteer", "confidence": 0.9, "why": "test", "place": {"id": "hcp:08.201.07.0", "name": "Rissani", "kind": "town", "lat": 31.283, "lon": -4.266, "uncertainty_km": 0.0, "country": "MA", "region": "08", "province": "08.201", "commune": null, "names": {"fr": "Rissani", "ar": "\u0627\u0644\u0631\u064a\u0635\u0627\u0646\u064a", "en": null, "es": null}, "population": null}, "nil_reason": null, "candidates": []}, {"text": "Nulleparville", "start": 75, "end": 88, "kind": "settlement", "literal": true, "method": "gazetteer", "confidence": 0.2, "why": "test", "place": null, "nil_reason": "no such name in the gazetteer", "candidates": []}], "incidents": [{"id": "arrests-43b5d8734fc826b0", "type": "arrest", "subtype": "arrest", "stage": "completed", "discourse": "current", "title": "", "confidence": 0.8, "date": {"value": "2023-03-23", "until": null, "precision": "day", "basis": "relative", "text": "jeudi", "start": 40, "end": 45}, "places": [{"place": {"id": "hcp:06.141.01.0", "name": "Casablanca", "kind": "city", "lat": 33.5883, "lon": -7.6114, "uncertainty_km": 5.0, "country": "MA", "region": "06", "province": "06.141", "commune": null, "names": {"fr": "Casablanca", "ar": "\u0627\u0644\u062f\u0627\u0631 \u0627\u0644\u0628\u064a\u0636\u0627\u0621", "en": "Casablanca", "es": null}, "population": null}, "role": "occurred", "precision": 1, "mentions": [0]}, {"place": {"id": "hcp:08.201.07.0", "name": "Rissani", "kind": "town", "lat": 31.283, "lon": -4.266, "uncertainty_km": 0.0, "country": "MA", "region": "08", "province": "08.201", "commune": null, "names": {"fr": "Rissani", "ar": "\u0627\u0644\u0631\u064a\u0635\u0627\u0646\u064a", "en": null, "es": null}, "population": null}, "role": "occurred", "precision": 1, "mentions": [1]}, {"place": null, "role": "mentioned", "precision": 6, "mentions": [2]}], "counts": [{"what": "arrested", "best": 3, "min": 3, "max": 3, "qualifier": "exact", "unit": "person", "attribution": null, "start": 28, "end": 39}], "ages": null, "actors": [{"name": "La police", "role": "authority", "attribution": null, "start": 9, "end": 18}], "evidence": [{"field": "type", "start": 21, "end": 27, "quote": "arr\u00eat\u00e9"}, {"field": "count", "start": 28, "end": 39, "quote": "3 personnes"}, {"field": "date", "start": 40, "end": 45, "quote": "jeudi"}]}], "warnings": []}');
INSERT INTO "articles" VALUES('0903c665126e881d','43b5d8734fc826b0','2023-03-24','fr','2025-01-02T03:04:05+00:00','{"schema_version": 1, "id": "0903c665126e881d", "source": "https://b.example/2", "outlet": "Agence invent\u00e9e", "url": null, "title": "Trois arrestations", "language": "fr", "published": "2023-03-24", "text": "Attaque\n\nLa police a arr\u00eat\u00e9 3 personnes jeudi \u00e0 Casablanca et \u00e0 Rissani. \u00c0 Nulleparville, rien. (corrig\u00e9)", "mentions": [{"text": "Casablanca", "start": 48, "end": 58, "kind": "settlement", "literal": true, "method": "gazetteer", "confidence": 0.9, "why": "test", "place": {"id": "hcp:06.141.01.0", "name": "Casablanca", "kind": "city", "lat": 33.5883, "lon": -7.6114, "uncertainty_km": 5.0, "country": "MA", "region": "06", "province": "06.141", "commune": null, "names": {"fr": "Casablanca", "ar": "\u0627\u0644\u062f\u0627\u0631 \u0627\u0644\u0628\u064a\u0636\u0627\u0621", "en": "Casablanca", "es": null}, "population": null}, "nil_reason": null, "candidates": []}, {"text": "Rissani", "start": 64, "end": 71, "kind": "settlement", "literal": true, "method": "gazetteer", "confidence": 0.9, "why": "test", "place": {"id": "hcp:08.201.07.0", "name": "Rissani", "kind": "town", "lat": 31.283, "lon": -4.266, "uncertainty_km": 0.0, "country": "MA", "region": "08", "province": "08.201", "commune": null, "names": {"fr": "Rissani", "ar": "\u0627\u0644\u0631\u064a\u0635\u0627\u0646\u064a", "en": null, "es": null}, "population": null}, "nil_reason": null, "candidates": []}, {"text": "Nulleparville", "start": 75, "end": 88, "kind": "settlement", "literal": true, "method": "gazetteer", "confidence": 0.2, "why": "test", "place": null, "nil_reason": "no such name in the gazetteer", "candidates": []}], "incidents": [], "warnings": []}');
INSERT INTO "articles" VALUES('1f095c2f9914d4cd',NULL,'2023-03-24','fr','2025-01-02T03:04:05+00:00','{"schema_version": 1, "id": "1f095c2f9914d4cd", "source": "paste", "outlet": "Agence invent\u00e9e", "url": null, "title": "{{7*7}} {% x %} ${7*7} `a` </script><script>window.hacked=1</script> <img src=x onerror=window.hacked=1> [x](javascript:window.hacked=1) <b>gras</b>", "language": "fr", "published": "2023-03-24", "text": "Attaque\n\nLa police a arr\u00eat\u00e9 3 personnes jeudi \u00e0 Casablanca et \u00e0 Rissani. \u00c0 Nulleparville, rien. {{7*7}} {% x %} ${7*7} `a` </script><script>window.hacked=1</script> <img src=x onerror=window.hacked=1> [x](javascript:window.hacked=1) <b>gras</b>", "mentions": [{"text": "Casablanca", "start": 48, "end": 58, "kind": "settlement", "literal": true, "method": "gazetteer", "confidence": 0.9, "why": "test", "place": {"id": "hcp:06.141.01.0", "name": "Casablanca", "kind": "city", "lat": 33.5883, "lon": -7.6114, "uncertainty_km": 5.0, "country": "MA", "region": "06", "province": "06.141", "commune": null, "names": {"fr": "Casablanca", "ar": "\u0627\u0644\u062f\u0627\u0631 \u0627\u0644\u0628\u064a\u0636\u0627\u0621", "en": "Casablanca", "es": null}, "population": null}, "nil_reason": null, "candidates": []}, {"text": "Rissani", "start": 64, "end": 71, "kind": "settlement", "literal": true, "method": "gazetteer", "confidence": 0.9, "why": "test", "place": {"id": "hcp:08.201.07.0", "name": "Rissani", "kind": "town", "lat": 31.283, "lon": -4.266, "uncertainty_km": 0.0, "country": "MA", "region": "08", "province": "08.201", "commune": null, "names": {"fr": "Rissani", "ar": "\u0627\u0644\u0631\u064a\u0635\u0627\u0646\u064a", "en": null, "es": null}, "population": null}, "nil_reason": null, "candidates": []}, {"text": "Nulleparville", "start": 75, "end": 88, "kind": "settlement", "literal": true, "method": "gazetteer", "confidence": 0.2, "why": "test", "place": null, "nil_reason": "no such name in the gazetteer", "candidates": []}], "incidents": [{"id": "background", "type": "attack", "subtype": "suicide_bombing", "stage": "completed", "discourse": "background", "title": "", "confidence": 0.8, "date": {"value": "2003-05", "until": null, "precision": "month", "basis": "explicit", "text": null, "start": null, "end": null}, "places": [{"place": {"id": "hcp:06.141.01.0", "name": "Casablanca", "kind": "city", "lat": 33.5883, "lon": -7.6114, "uncertainty_km": 5.0, "country": "MA", "region": "06", "province": "06.141", "commune": null, "names": {"fr": "Casablanca", "ar": "\u0627\u0644\u062f\u0627\u0631 \u0627\u0644\u0628\u064a\u0636\u0627\u0621", "en": "Casablanca", "es": null}, "population": null}, "role": "occurred", "precision": 1, "mentions": [0]}], "counts": [], "ages": null, "actors": [{"name": "La police", "role": "authority", "attribution": null, "start": 9, "end": 18}], "evidence": [{"field": "type", "start": 21, "end": 27, "quote": "arr\u00eat\u00e9"}, {"field": "count", "start": 28, "end": 39, "quote": "3 personnes"}, {"field": "date", "start": 40, "end": 45, "quote": "jeudi"}]}], "warnings": []}');
CREATE TABLE incident_places (
	number INTEGER NOT NULL, 
	incident_id VARCHAR(64) NOT NULL, 
	place_id VARCHAR(64) NOT NULL, 
	role VARCHAR(32) NOT NULL, 
	country VARCHAR(2) NOT NULL, 
	region VARCHAR(16), 
	PRIMARY KEY (number), 
	FOREIGN KEY(incident_id) REFERENCES incidents (id) ON DELETE CASCADE
);
INSERT INTO "incident_places" VALUES(1,'arrests-43b5d8734fc826b0','hcp:06.141.01.0','occurred','MA','06');
INSERT INTO "incident_places" VALUES(2,'arrests-43b5d8734fc826b0','hcp:08.201.07.0','occurred','MA','08');
INSERT INTO "incident_places" VALUES(3,'background','hcp:06.141.01.0','occurred','MA','06');
CREATE TABLE incidents (
	id VARCHAR(64) NOT NULL, 
	article_id VARCHAR(64) NOT NULL, 
	type VARCHAR(32) NOT NULL, 
	stage VARCHAR(32) NOT NULL, 
	discourse VARCHAR(32) NOT NULL, 
	date VARCHAR(10), 
	confidence DOUBLE NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(article_id) REFERENCES articles (id) ON DELETE CASCADE
);
INSERT INTO "incidents" VALUES('arrests-43b5d8734fc826b0','43b5d8734fc826b0','arrest','completed','current','2023-03-23',0.8);
INSERT INTO "incidents" VALUES('background','1f095c2f9914d4cd','attack','completed','background','2003-05',0.8);
CREATE TABLE meta (
	"key" VARCHAR(64) NOT NULL, 
	value VARCHAR NOT NULL, 
	PRIMARY KEY ("key")
);
INSERT INTO "meta" VALUES('schema_version','1');
INSERT INTO "meta" VALUES('revision','4');
CREATE TABLE sources (
	number INTEGER NOT NULL, 
	article_id VARCHAR(64) NOT NULL, 
	source VARCHAR NOT NULL, 
	kind VARCHAR(16) NOT NULL, 
	outlet VARCHAR, 
	url VARCHAR, 
	current BOOLEAN NOT NULL, 
	seen_at VARCHAR(32) NOT NULL, 
	PRIMARY KEY (number), 
	UNIQUE (article_id, source), 
	FOREIGN KEY(article_id) REFERENCES articles (id) ON DELETE CASCADE
);
INSERT INTO "sources" VALUES(1,'43b5d8734fc826b0','a.txt','file','Agence inventée',NULL,0,'2025-01-02T03:04:05+00:00');
INSERT INTO "sources" VALUES(2,'0903c665126e881d','a.txt','file','Agence inventée',NULL,1,'2025-01-02T03:04:05+00:00');
INSERT INTO "sources" VALUES(3,'0903c665126e881d','https://b.example/2','url','Agence inventée',NULL,1,'2025-01-02T03:04:05+00:00');
INSERT INTO "sources" VALUES(4,'1f095c2f9914d4cd','paste','paste','Agence inventée',NULL,1,'2025-01-02T03:04:05+00:00');
CREATE INDEX ix_articles_published ON articles (published);
CREATE INDEX ix_articles_language ON articles (language);
CREATE INDEX ix_articles_previous ON articles (previous);
CREATE INDEX ix_sources_source ON sources (source);
CREATE INDEX ix_sources_article_id ON sources (article_id);
CREATE INDEX ix_incidents_date ON incidents (date);
CREATE INDEX ix_incidents_article_id ON incidents (article_id);
CREATE INDEX ix_incidents_type ON incidents (type);
CREATE INDEX ix_incidents_discourse ON incidents (discourse);
CREATE INDEX ix_incident_places_incident_id ON incident_places (incident_id);
CREATE INDEX ix_incident_places_region ON incident_places (region);
CREATE INDEX ix_incident_places_place_id ON incident_places (place_id);
COMMIT;
