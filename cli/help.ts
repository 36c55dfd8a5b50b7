/** What `confer --help` and a wrong call print. */
export const help = `Usage:
  confer check [options] FILES…      check files, folders and globs
  confer timeline [options] FILE     draw a path through a flow
  confer lsp                         serve an editor on standard input and output

confer check
  --format human|json          how findings are printed (default: human)
  --config FILE                the configuration for all files
                               (default: for each file, the nearest confer.json above it)
  --max-warnings N             how many warnings are let pass (default: 0)
  --max-configurations N       how many pairs of phase and configuration are explored per flow (default: 20000)

confer timeline
  --format FORMAT              text, markdown, mermaid, plantuml, svg, png, html or json (default: text)
  -o, --output FILE            the file to write (default: standard output)
  --flow F                     the flow (default: the file's first)
  --scenario S                 a scenario that the flow declares
  --path A,B,C                 phases, in order
                               (default: the first declared scenario, else the path of first targets)
  --all-paths                  all paths in one picture, alternatives framed
  --fold A,B                   phases whose messages are left out
  --hide A,B                   participants that are left out, and what only they send or receive
  --hide-protocol A,B          protocols whose messages are left out
  --time relative|since        times from the event before, or since the path began (default: relative)
  --to-scale                   distances in a picture tell times (svg, png, html)
  --theme light|dark           colours of a picture or page (default: light; a page goes by its reader)
  --config FILE                as above
  --max-configurations N       as above

  -h, --help                   this text
  --version                    the version

Exit codes: 0 nothing to report, 1 findings of confer check (confer timeline draws them, and exits with 0),
2 a wrong call, 3 an internal error.
`;
