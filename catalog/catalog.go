// Package catalog holds case files of voting bodies and conflicts that the
// literature analyses, each with its citation and the results that were
// published for it.
//
// Call [List] for what there is and [Open] for the text of a case file, which
// package casefile reads. The texts quote no sources and need no folder.
//
// The 78 ordinal 2x2 games are one entry of the list; Open knows each of them, as
// "ordinal-2x2-01" to "ordinal-2x2-78".
//
// The cases are for checking methods and for learning them. Where a ranking or a
// figure could not be checked against the publication itself, the case says so.
package catalog

import (
	"embed"
	"fmt"
	"path"
	"strings"

	"detente"
)

//go:embed cases/*.yaml
var cases embed.FS

// Entry is one case of the catalog.
type Entry struct {
	Name  string // "elmira-1991"
	Title string // as the case file has it
	Shows string // what it is good for
}

// List returns the entries: voting bodies first, then conflicts, by year, then
// one entry for all ordinal games, with the name of the first of them.
func List() []Entry {
	return []Entry{
		{"eec-council-1958", "Council of the European Economic Community 1958 to 1972", "weighted votes; a member with a vote and no power"},
		{"un-security-council-1965", "UN Security Council since 1965, a draft resolution", "vetoes and a majority"},
		{"eu-council-nice", "Council of the European Union, 27 members, Nice rule", "three criteria at once"},
		{"eu-council-lisbon", "Council of the European Union, 27 members, Lisbon rule", "members and population, with a floor for blocking"},
		{"us-electoral-college-2024", "United States Electoral College, 2024 and 2028", "51 players, counted exactly"},
		{"prisoners-dilemma", "Prisoner's dilemma", "what sanctions make stable"},
		{"chicken", "Chicken", "two equilibria"},
		{"syria-iraq-1975", "Syria and Iraq on the Euphrates, 1975", "outcomes that cannot exist; inverse questions"},
		{"elmira-1991", "Elmira groundwater contamination, 1991", "moves without a way back; a coalition's move"},
		{"lake-gisborne", "Lake Gisborne, bulk water export", "three decision makers"},
		{"korea-2017", "United States and North Korea, October 2017", "a move that cannot be taken back"},
		{ordinalName(1), "The 78 ordinal 2x2 games", "all strict rankings of two players with two options each: 01 to 78"},
	}
}

// Open returns the text of a case file: an entry of List, or an ordinal game.
func Open(name string) ([]byte, error) {
	if text, ok := openOrdinal(name); ok {
		return text, nil
	}
	text, err := cases.ReadFile(path.Join("cases", name+".yaml"))
	if err == nil {
		return text, nil
	}
	return nil, fmt.Errorf("catalog: there is no case %q; %s", name, nearest(name))
}

// nearest is the help for a name that is in no list.
func nearest(name string) string {
	var names []string
	for _, e := range List() {
		names = append(names, e.Name)
	}
	games := ordinalName(1) + " to " + ordinalName(ordinalGames)
	switch s := detente.Suggest(name, names); {
	case s == ordinalName(1), strings.HasPrefix(name, "ordinal"):
		return "the ordinal games are " + games
	case s != "":
		return fmt.Sprintf("did you mean %q?", s)
	}
	return "the cases are " + strings.Join(names[:len(names)-1], ", ") + ", and " + games
}
