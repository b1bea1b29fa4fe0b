package store

import (
	"context"
	"database/sql"
	"runtime"
	"sync"
)

// pool is the connections that read. It prepares each statement once.
type pool struct {
	db       *sql.DB
	prepared sync.Map // of a query, its *sql.Stmt
}

// readers opens up to n connections that read.
func readers(path string, n int) *pool {
	db, err := sql.Open("sqlite", address(path, "mode", "ro"))
	if err != nil {
		panic(err) // the driver is not registered, or the address is none
	}
	db.SetMaxOpenConns(n)
	db.SetMaxIdleConns(n)
	return &pool{db: db}
}

// manyReaders is how many connections serve a busy workbench.
func manyReaders() int { return max(4, 2*runtime.GOMAXPROCS(0)) }

func (p *pool) prepare(ctx context.Context, query string) (*sql.Stmt, error) {
	if s, ok := p.prepared.Load(query); ok {
		return s.(*sql.Stmt), nil
	}
	s, err := p.db.PrepareContext(ctx, query)
	if err != nil {
		return nil, err
	}
	if first, late := p.prepared.LoadOrStore(query, s); late {
		s.Close()
		s = first.(*sql.Stmt)
	}
	return s, nil
}

// row asks for one row.
func (p *pool) row(ctx context.Context, query string, args ...any) scanner {
	s, err := p.prepare(ctx, query)
	if err != nil {
		return failed{err}
	}
	return s.QueryRowContext(ctx, args...)
}

// each calls do for every row that a query finds.
func (p *pool) each(ctx context.Context, do func(scanner) error, query string, args ...any) error {
	s, err := p.prepare(ctx, query)
	if err != nil {
		return err
	}
	rows, err := s.QueryContext(ctx, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := do(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

// list returns what a query finds, each row read by scan.
func list[T any](ctx context.Context, s *Store, scan func(scanner) (T, error), query string, args ...any) ([]T, error) {
	var out []T
	err := s.reader.each(ctx, func(row scanner) error {
		v, err := scan(row)
		out = append(out, v)
		return err
	}, query, args...)
	if err != nil {
		return nil, explain(s.path, err)
	}
	return out, nil
}

// scanner is a row to be read.
type scanner interface{ Scan(...any) error }

// failed is the row of a query that could not be asked.
type failed struct{ err error }

func (f failed) Scan(...any) error { return f.err }
