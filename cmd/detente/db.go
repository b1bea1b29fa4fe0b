package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/spf13/cobra"

	"detente/internal/store"
)

// db keeps the data of the workbench safe.
func (a *app) db() *cobra.Command {
	file := ""
	cmd := &cobra.Command{
		Use:   "db",
		Short: "Back up, restore, check or export the data of the workbench",
		Long: "The workbench keeps cases, their revisions, sources and decisions in one file:\n" +
			"detente/detente.db in this user's data folder, or the file of --db. Backup, check\n" +
			"and export also work while the workbench runs. See doc/workbench-data.md.",
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return usage("there is no %q; choose backup, restore, check or export", args[0])
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.PersistentFlags().StringVar(&file, "db", "", "the data file (default: in this user's data folder)")
	cmd.AddCommand(a.dbBackup(&file), a.dbRestore(&file), a.dbCheck(&file), a.dbExport(&file))
	return cmd
}

func (a *app) dbBackup(file *string) *cobra.Command {
	return &cobra.Command{
		Use:   "backup FILE",
		Short: "A sealed copy of all data in one file",
		Args:  exactly("FILE"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return withData(*file, func(s *store.Store) error {
				if err := s.Backup(cmd.Context(), args[0]); err != nil {
					return err
				}
				fmt.Fprintf(a.errs, "%s holds all data; it is not encrypted, so keep it where only you can read it\n", args[0])
				return nil
			})
		},
	}
}

func (a *app) dbRestore(file *string) *cobra.Command {
	return &cobra.Command{
		Use:   "restore BACKUP",
		Short: "Put the data of a backup in place; what was there is kept beside it",
		Args:  exactly("BACKUP"),
		RunE: func(cmd *cobra.Command, args []string) error {
			path, err := dataFile(*file)
			if err != nil {
				return err
			}
			kept, err := store.Restore(cmd.Context(), args[0], path)
			if err != nil {
				return err
			}
			fmt.Fprintf(a.errs, "%s holds what was in %s\n", path, args[0])
			if kept != "" {
				fmt.Fprintf(a.errs, "what it held before is in %s: delete that when you are sure\n", kept)
			}
			return nil
		},
	}
}

func (a *app) dbCheck(file *string) *cobra.Command {
	return &cobra.Command{
		Use:   "check [BACKUP]",
		Short: "Read everything and say what is damaged or missing, in the data or in a backup",
		Args:  cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 1 {
				if err := store.VerifyBackup(args[0]); err != nil {
					return err
				}
				return a.problems(nil)
			}
			return withData(*file, func(s *store.Store) error {
				problems, err := s.Check(cmd.Context())
				if err != nil {
					return err
				}
				return a.problems(problems)
			})
		},
	}
}

// problems prints what a check found; any problem is a failure.
func (a *app) problems(found []string) error {
	if a.format == "json" {
		if err := json.NewEncoder(a.out).Encode(map[string][]string{"problems": append([]string{}, found...)}); err != nil {
			return err
		}
	} else {
		for _, p := range found {
			fmt.Fprintln(a.out, p)
		}
		if len(found) == 0 {
			fmt.Fprintln(a.out, "all is well")
		}
	}
	if len(found) > 0 {
		return &exit{code: exitFailed}
	}
	return nil
}

func (a *app) dbExport(file *string) *cobra.Command {
	return &cobra.Command{
		Use:   "export FILE.zip",
		Short: "All cases, revisions, sources and decisions as files in a zip archive",
		Args:  exactly("FILE.zip"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return withData(*file, func(s *store.Store) (err error) {
				f, err := os.OpenFile(args[0], os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
				if errors.Is(err, fs.ErrExist) {
					return fmt.Errorf("%s is there already: choose another name", args[0])
				}
				if err != nil {
					return err
				}
				defer func() {
					if err = errors.Join(err, f.Close()); err != nil {
						os.Remove(args[0])
					}
				}()
				w := bufio.NewWriter(f)
				if err := s.Export(cmd.Context(), w); err != nil {
					return err
				}
				return errors.Join(w.Flush(), f.Sync())
			})
		},
	}
}

// dataFile is where the data lies: the file of --db, or the user's own.
func dataFile(file string) (string, error) {
	if file != "" {
		return file, nil
	}
	return store.DefaultPath()
}

// withData opens data that is there already, for reading only if the workbench
// has it open.
func withData(file string, use func(*store.Store) error) error {
	path, err := dataFile(file)
	if err != nil {
		return err
	}
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%s: there is no data yet", path)
	}
	s, err := store.Open(path)
	if errors.Is(err, store.ErrLocked) {
		s, err = store.OpenReadOnly(path)
	}
	if err != nil {
		return err
	}
	return errors.Join(use(s), s.Close())
}
