package web

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"detente/internal/store"
)

func TestReplay(t *testing.T) {
	for name, c := range map[string]struct {
		notes        []string
		now          int
		past, future []int
	}{
		"new":                         {[]string{""}, 1, nil, nil},
		"two saves":                   {[]string{"", "edited"}, 2, []int{1}, nil},
		"undo":                        {[]string{"", "edited", "undo"}, 1, []int{}, []int{2}},
		"undo, redo":                  {[]string{"", "edited", "undo", "redo"}, 2, []int{1}, []int{}},
		"two undone, one redone":      {[]string{"", "a", "b", "undo", "undo", "redo"}, 2, []int{1}, []int{3}},
		"a save after undo":           {[]string{"", "a", "undo", "b"}, 4, []int{1}, nil},
		"undo with nothing before":    {[]string{"", "undo"}, 2, []int{1}, nil},
		"redo with nothing undone":    {[]string{"", "redo"}, 2, []int{1}, nil},
		"edited outside, then undo":   {[]string{"", "a", "edited outside", "undo"}, 2, []int{1}, []int{3}},
		"undo, a save, undo to start": {[]string{"", "a", "undo", "b", "undo"}, 1, []int{}, []int{4}},
	} {
		t.Run(name, func(t *testing.T) {
			var revisions []store.Revision
			for i, note := range c.notes {
				revisions = append(revisions, store.Revision{Number: i + 1, Parent: i, Note: note})
			}
			got := replay(revisions)
			if got.now != c.now || len(got.past) != len(c.past) || len(got.future) != len(c.future) || !cmp.Equal(append([]int{}, got.past...), append([]int{}, c.past...)) || !cmp.Equal(append([]int{}, got.future...), append([]int{}, c.future...)) {
				t.Errorf("replay(%q) = at %d, past %v, future %v; want %d, %v, %v", c.notes, got.now, got.past, got.future, c.now, c.past, c.future)
			}
		})
	}
}
