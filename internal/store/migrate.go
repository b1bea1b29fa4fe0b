package store

import (
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
)

// applicationID marks a SQLite file as ours: "dtnt".
const applicationID = 0x64746e74

// The steps from one schema to the next: NNNN.sql leads to schema NNNN. One that
// was released is never edited.
//
//go:embed migrations/*.sql
var steps embed.FS

// migrations returns the steps in order; their number is the present schema.
func migrations() []string {
	entries, err := fs.ReadDir(steps, "migrations") // by name
	if err != nil {
		panic(err) // it is in the program
	}
	var out []string
	for _, e := range entries {
		text, err := fs.ReadFile(steps, path.Join("migrations", e.Name()))
		if err != nil {
			panic(err)
		}
		out = append(out, string(text))
	}
	return out
}

// inspect returns the schema of a file, 0 for an empty one. It refuses a newer
// schema and other programs' databases, and changes nothing, except that SQLite
// undoes what was half written when the power failed.
func inspect(path string) (version int, err error) {
	info, err := os.Stat(path)
	if err != nil || info.Size() == 0 {
		return 0, err
	}
	db, err := sql.Open("sqlite", address(path, "mode", "rw"))
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	var application, tables int
	err = db.QueryRow("SELECT a.application_id, v.user_version, (SELECT count(*) FROM sqlite_schema)"+
		" FROM pragma_application_id a, pragma_user_version v").Scan(&application, &version, &tables)
	switch {
	case err != nil:
		return 0, err
	case application != applicationID && (application != 0 || tables != 0):
		return 0, errors.New("this is the database of another program: détente leaves it alone")
	case version > len(migrations()):
		return 0, fmt.Errorf("%w (the data has schema %d, this version knows %d)", ErrNewer, version, len(migrations()))
	}
	return version, nil
}

// migrate takes the schema through the steps that it has not taken, all or none.
func (c *conn) migrate(steps []string) error {
	var version int
	if err := c.row("PRAGMA user_version").Scan(&version); err != nil || version == len(steps) {
		return err
	}
	if err := c.exec("BEGIN IMMEDIATE"); err != nil {
		return err
	}
	for i, step := range steps[version:] {
		if err := c.script(step); err != nil {
			c.script("ROLLBACK")
			return fmt.Errorf("the data could not be brought to schema %d and stays as it was: %w", version+i+1, err)
		}
	}
	return c.script(fmt.Sprintf("PRAGMA application_id = %d; PRAGMA user_version = %d; COMMIT", applicationID, len(steps)))
}
