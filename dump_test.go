package detente_test

import (
	"reflect"
	"strconv"

	"detente"
)

// dump writes out a value with everything it holds, one line each, so that two
// values are the same if and only if their dumps are. Without places it leaves
// out where things stand in the file.
func dump(v any, places bool) string {
	d := dumper{places: places}
	d.value(reflect.ValueOf(v), 0)
	return string(d.b)
}

type dumper struct {
	b      []byte
	places bool
}

var placeType = reflect.TypeFor[detente.Pos]()

func (d *dumper) value(v reflect.Value, depth int) {
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if v.IsNil() {
			d.b = append(d.b, "nil\n"...)
			return
		}
		d.value(v.Elem(), depth)
		return
	case reflect.Struct:
		d.fields(v, depth)
		return
	case reflect.Slice, reflect.Array:
		d.b = append(strconv.AppendInt(d.b, int64(v.Len()), 10), '\n')
		for i := range v.Len() {
			d.indent(depth)
			d.b = append(d.b, "- "...)
			d.value(v.Index(i), depth+1)
		}
		return
	case reflect.String:
		d.b = strconv.AppendQuote(d.b, v.String())
	case reflect.Int, reflect.Int64:
		d.b = strconv.AppendInt(d.b, v.Int(), 10)
	case reflect.Float64:
		d.b = strconv.AppendFloat(d.b, v.Float(), 'g', -1, 64)
	case reflect.Bool:
		d.b = strconv.AppendBool(d.b, v.Bool())
	default:
		panic("no way to write a " + v.Type().String())
	}
	d.b = append(d.b, '\n')
}

func (d *dumper) fields(v reflect.Value, depth int) {
	t := v.Type()
	d.b = append(append(d.b, t.Name()...), '\n')
	for i := range v.NumField() {
		f := t.Field(i)
		if !d.places && (f.Type == placeType || f.Name == "File" || f.Name == "Places") {
			continue
		}
		d.indent(depth)
		d.b = append(append(append(d.b, '.'), f.Name...), ' ')
		d.value(v.Field(i), depth+1)
	}
}

func (d *dumper) indent(depth int) {
	for range depth {
		d.b = append(d.b, ' ')
	}
}
