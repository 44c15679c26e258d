# What zsh proposes for each line: zsh -f completion.zsh FOLDER-OF-THE-FUNCTION FOLDER LINE... ; "= LINE", then a word a line.
# The completion system wants a terminal: it gets one of its own; what it adds is written down beside.
zmodload zsh/zpty
hits=$(mktemp)
zpty z zsh -f -i
zpty -w z "PROMPT= ; fpath=(${(q)1} \$fpath); autoload -Uz compinit; compinit -u -D; hits=${(q)hits}"
zpty -w z 'compadd() {
  if [[ -z ${(M)@[1,(i)--]:#-[[:alnum:]]#[OAD]} ]]; then
    local -a found
    builtin compadd -A found "$@"
    print -rl -- $found >>$hits
  fi
  builtin compadd "$@"
}'
zpty -w z "bindkey '^I' list-choices; bindkey '^X^E' kill-whole-line; cd ${(q)2}; shift 2; print DO''NE"
while zpty -r z said; do [[ $said == *DONE* ]] && break; done
shift 2
for line; do
  print -r -- "= $line"
  : >$hits
  zpty -w -n z "$line"$'\t\x18\x05'"print DO''NE"$'\n'
  while zpty -r z said; do [[ $said == *DONE* ]] && break; done
  cat $hits
done
zpty -d z
rm -f $hits
