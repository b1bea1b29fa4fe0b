package store

import (
	"context"
	"encoding/json"
	"fmt"
)

// Decisions returns the latest decision on each item, in the order in which the
// items were first decided.
func (s *Store) Decisions(ctx context.Context, id CaseID) ([]Decision, error) {
	all, err := s.everyDecision(ctx, id)
	if err != nil {
		return nil, err
	}
	var latest []Decision
	place := map[string]int{}
	for _, d := range all {
		i, seen := place[d.Item]
		if !seen {
			place[d.Item] = len(latest)
			latest = append(latest, d)
			continue
		}
		latest[i] = d
	}
	return latest, nil
}

// everyDecision returns all decisions, oldest first.
func (s *Store) everyDecision(ctx context.Context, id CaseID) ([]Decision, error) {
	return list(ctx, s, scanDecision, "SELECT item, verdict, value, at FROM decisions WHERE case_id = ? ORDER BY id", id)
}

func scanDecision(row scanner) (Decision, error) {
	var d Decision
	var at int64
	var value []byte
	err := row.Scan(&d.Item, &d.Verdict, &value, &at)
	d.Value, d.At = value, moment(at)
	return d, err
}

// Decide records decisions, all or none. Earlier ones on the same items stay on
// record.
func (s *Store) Decide(ctx context.Context, id CaseID, ds ...Decision) error {
	for _, d := range ds {
		if d.Value != nil && !json.Valid(d.Value) {
			return fmt.Errorf("the value decided for %s is no JSON", d.Item)
		}
	}
	return s.write(ctx, func(w *conn) error {
		if err := w.exists(id); err != nil {
			return err
		}
		for _, d := range ds {
			if d.At.IsZero() {
				d.At = now()
			}
			err := w.exec("INSERT INTO decisions (case_id, item, verdict, value, at) VALUES (?, ?, ?, ?, ?)",
				id, d.Item, d.Verdict, []byte(d.Value), d.At.UnixMicro())
			if err != nil {
				return err
			}
		}
		return nil
	})
}
