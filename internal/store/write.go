package store

import (
	"context"
	"database/sql"
	"errors"
)

// maxBatch bounds the changes that one commit may hold.
const maxBatch = 256

// job is one change that waits for its commit.
type job struct {
	ctx  context.Context
	do   func(*conn) error
	err  error
	done chan struct{}
}

// write makes one change, whole or not at all, and returns when it is on disk.
// A context that ends before the change has begun stops it; later it does not,
// so that no change is reported as stopped and made all the same.
func (s *Store) write(ctx context.Context, do func(*conn) error) error {
	j := &job{ctx: ctx, do: do, done: make(chan struct{})}
	if err := s.hand(j); err != nil {
		return err
	}
	<-j.done
	return explain(s.path, j.err)
}

// hand gives a job to the goroutine that commits.
func (s *Store) hand(j *job) error {
	s.accept.RLock()
	defer s.accept.RUnlock()
	if s.refuse != nil {
		return s.refuse
	}
	select {
	case s.jobs <- j:
		return nil
	case <-j.ctx.Done():
		return j.ctx.Err()
	}
}

// commit makes the changes in the order they come. All that have come while one
// commit was on its way to the disk share the next: the disk is waited for once.
func (s *Store) commit() {
	defer close(s.stopped)
	for first := range s.jobs {
		batch := []*job{first}
		for more := true; more && len(batch) < maxBatch; {
			select {
			case j, ok := <-s.jobs:
				if more = ok; ok {
					batch = append(batch, j)
				}
			default:
				more = false
			}
		}
		err := s.writer.transaction(batch)
		for _, j := range batch {
			if err != nil { // also where a job had another one, which may speak of what is undone now
				j.err = err
			}
			close(j.done)
		}
	}
}

// transaction makes the changes of the jobs. One that fails is undone alone. An
// error is returned if nothing at all was saved.
func (c *conn) transaction(batch []*job) error {
	if err := c.exec("BEGIN IMMEDIATE"); err != nil {
		return err
	}
	for _, j := range batch {
		if err := c.attempt(j); err != nil {
			c.exec("ROLLBACK")
			return err
		}
	}
	if err := c.exec("COMMIT"); err != nil {
		c.exec("ROLLBACK")
		return err
	}
	if c.scrub { // the change is made: if a reader is in the way of this, Close does it
		c.scrub = false
		c.exec("PRAGMA wal_checkpoint(TRUNCATE)")
	}
	return nil
}

// attempt makes the change of one job, or undoes it. An error is returned where
// even that was not possible: on a full disk SQLite may drop the whole transaction.
func (c *conn) attempt(j *job) error {
	if j.err = j.ctx.Err(); j.err != nil {
		return nil
	}
	if err := c.exec("SAVEPOINT job"); err != nil {
		return err
	}
	if j.err = j.do(c); j.err != nil {
		if err := c.exec("ROLLBACK TO job"); err != nil {
			return errors.Join(j.err, err)
		}
	}
	return c.exec("RELEASE job")
}

// conn is the connection that writes. It prepares each statement once, and only
// one goroutine uses it.
type conn struct {
	db       *sql.DB
	conn     *sql.Conn
	prepared map[string]*sql.Stmt
	scrub    bool // the write-ahead log holds what was deleted: empty it after the commit
}

func (c *conn) prepare(query string) (*sql.Stmt, error) {
	if s := c.prepared[query]; s != nil {
		return s, nil
	}
	s, err := c.conn.PrepareContext(context.Background(), query)
	if err == nil {
		c.prepared[query] = s
	}
	return s, err
}

// exec runs one statement.
func (c *conn) exec(query string, args ...any) error {
	s, err := c.prepare(query)
	if err == nil {
		_, err = s.Exec(args...)
	}
	return err
}

// insert runs one statement and returns the number of the new row.
func (c *conn) insert(query string, args ...any) (int64, error) {
	s, err := c.prepare(query)
	if err != nil {
		return 0, err
	}
	r, err := s.Exec(args...)
	if err != nil {
		return 0, err
	}
	return r.LastInsertId()
}

// count runs one statement and returns how many rows it changed.
func (c *conn) count(query string, args ...any) (int64, error) {
	s, err := c.prepare(query)
	if err != nil {
		return 0, err
	}
	r, err := s.Exec(args...)
	if err != nil {
		return 0, err
	}
	return r.RowsAffected()
}

// row asks for one row.
func (c *conn) row(query string, args ...any) scanner {
	s, err := c.prepare(query)
	if err != nil {
		return failed{err}
	}
	return s.QueryRow(args...)
}

// script runs statements that occur once.
func (c *conn) script(text string) error {
	_, err := c.conn.ExecContext(context.Background(), text)
	return err
}

func (c *conn) close() error {
	for _, s := range c.prepared {
		s.Close()
	}
	return errors.Join(c.conn.Close(), c.db.Close())
}
