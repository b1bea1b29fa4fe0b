package store

import (
	"context"
	"encoding/hex"
	"fmt"
	"os"
)

// Check reads everything and returns what is wrong: damage to the file, texts
// that do not match their checksums, missing revisions, attached files that are
// gone. It returns nothing if all is well.
func (s *Store) Check(ctx context.Context) ([]string, error) {
	problems, err := s.faults(ctx)
	if err != nil || len(problems) > 0 {
		return problems, err
	}
	cases, err := s.Cases(ctx)
	for _, c := range cases {
		if c.File == "" {
			continue
		}
		if _, err := os.Stat(c.File); err != nil {
			problems = append(problems, fmt.Sprintf("case %s (%s): its file %s is not there", c.ID, c.Title, c.File))
		}
	}
	return problems, err
}

// faults returns what is wrong with the data file itself.
func (s *Store) faults(ctx context.Context) ([]string, error) {
	structure, err := list(ctx, s, scanFault, "PRAGMA integrity_check")
	if err != nil {
		return nil, err
	}
	if len(structure) == 1 && structure[0] == "ok" {
		structure = nil
	}
	problems := structure
	for _, query := range []string{
		`SELECT 'a row of ' || "table" || ' names a ' || parent || ' that is not there' FROM pragma_foreign_key_check`,
		"SELECT 'case ' || id || ' (' || title || '): of ' || latest || ' revisions ' || count(r.number) || ' are there'" +
			" FROM cases LEFT JOIN revisions r ON r.case_id = id AND r.number <= latest GROUP BY id HAVING count(r.number) <> latest",
	} {
		more, err := list(ctx, s, scanFault, query)
		if err != nil {
			return problems, err
		}
		problems = append(problems, more...)
	}
	damaged, err := s.damagedTexts(ctx)
	return append(problems, damaged...), err
}

func scanFault(row scanner) (string, error) {
	var fault string
	err := row.Scan(&fault)
	return fault, err
}

// damagedTexts names each place of a text that does not match its checksum.
func (s *Store) damagedTexts(ctx context.Context) ([]string, error) {
	bad, err := s.mismatches(ctx)
	var out []string
	for _, id := range bad {
		places, err := list(ctx, s, scanFault, "SELECT 'revision ' || number || ' of case ' || case_id || ': its text does not match its checksum' FROM revisions WHERE text = ?1"+
			" UNION ALL SELECT 'source ' || path || ' of case ' || case_id || ': its text does not match its checksum' FROM sources WHERE text = ?1", id)
		if err != nil {
			return out, err
		}
		out = append(out, places...)
	}
	return out, err
}

// mismatches reads every text, one at a time, and returns the damaged ones.
func (s *Store) mismatches(ctx context.Context) (ids []int64, err error) {
	err = s.reader.each(ctx, func(row scanner) error {
		var id int64
		var sum, body []byte
		if err := row.Scan(&id, &sum, &body); err != nil {
			return err
		}
		if digest(body) != hex.EncodeToString(sum) {
			ids = append(ids, id)
		}
		return nil
	}, "SELECT id, sha256, body FROM texts ORDER BY id")
	return ids, explain(s.path, err)
}
