# What bash proposes for each line: bash completion.bash SCRIPT FOLDER LINE... ; "= LINE", then a word a line.
# Words are split as readline splits them, at blanks and at COMP_WORDBREAKS. compopt is for readline alone.
compopt() { :; }
source "$1"
cd "$2" || exit 1
shift 2
for line; do
    COMP_WORDS=()
    rest=$line
    while [[ -n $rest ]]; do
        if [[ $rest =~ ^[[:space:]]+ ]]; then
            :
        elif [[ $rest =~ ^[=:]+ || $rest =~ ^[^=:[:space:]]+ ]]; then
            COMP_WORDS+=("${BASH_REMATCH[0]}")
        fi
        rest=${rest#"${BASH_REMATCH[0]}"}
    done
    [[ $line == *[[:space:]] ]] && COMP_WORDS+=('')
    COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
    COMPREPLY=()
    $(complete -p dealbrief | sed 's/.*-F \([^ ]*\).*/\1/')
    echo "= $line"
    [[ ${#COMPREPLY[@]} == 0 ]] || printf '%s\n' "${COMPREPLY[@]}"
done
