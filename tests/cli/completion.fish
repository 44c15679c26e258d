# What fish proposes for each line: fish --no-config completion.fish SCRIPT FOLDER LINE... ; "= LINE", then a word a line
source $argv[1]
cd $argv[2]
for line in $argv[3..-1]
    echo "= $line"
    complete -C"$line" | string replace -r '\t.*' ''
end
