using YamlDotNet.RepresentationModel;

namespace Posthorn.Gateway.Configuration;

/// <summary>A mapping of the file, read key by key. What was never asked for is unknown, and told when the section is <see cref="Close">closed</see>.</summary>
/// <param name="line">Where its name stands.</param>
internal sealed class Section(string path, int line, YamlMappingNode node, References references, ConfigNotes notes)
{
    private readonly List<string> _asked = [];

    public string Path => path;

    public string Name => path[(path.LastIndexOf('.') + 1)..];

    public int Line => line;

    public IEnumerable<string> Keys => node.Children.Keys.OfType<YamlScalarNode>().Select(static key => key.Value ?? string.Empty);

    /// <summary>Where a key's value stands; the section's own line where there is none.</summary>
    public int LineOf(string key) => Find(key) is { } found ? LineOf(found) : Line;

    public bool Has(string key) => Find(key) is not null;

    /// <returns>Null where it is missing, or no single value.</returns>
    public Entry? Value(string key, bool required = false)
    {
        switch (Ask(key))
        {
            case null when required:
                notes.Mistake(Line, $"{Full(key)} is missing.");
                return null;
            case null:
                return null;
            case YamlScalarNode { Value: null or "" } empty when required:
                notes.Mistake(LineOf(empty), $"{Full(key)} is empty.");
                return null;
            case YamlScalarNode scalar:
                return Read(scalar, Full(key));
            case { } other:
                notes.Mistake(LineOf(other), $"{Full(key)} must be a single value.");
                return null;
        }
    }

    /// <summary>A value that is nobody else's business: best a reference, to the environment or to a file.</summary>
    public Entry? Secret(string key, bool required = false)
    {
        if (Value(key, required) is not { } entry)
        {
            return null;
        }

        if (entry.Text.StartsWith(References.FilePrefix, StringComparison.Ordinal))
        {
            return references.ReadFile(entry.Text[References.FilePrefix.Length..], entry.Key, entry.Line, notes) is { } text
                ? entry with { Text = text, IsLiteral = false }
                : null;
        }

        if (entry.IsLiteral)
        {
            notes.Warn(entry.Line, $"{entry.Key} stands in the file itself. Write ${{NAME}} or file:PATH, so that the file can be shown to others.");
        }

        return entry;
    }

    /// <summary>A list of values; a single one counts as a list of one.</summary>
    /// <returns>Null where it is missing.</returns>
    public IReadOnlyList<Entry>? Values(string key)
    {
        switch (Ask(key))
        {
            case null:
                return null;
            case YamlScalarNode one:
                return Read(one, Full(key)) is { } entry ? [entry] : [];
            case YamlSequenceNode list when list.Children.All(static child => child is YamlScalarNode):
                return [.. list.Children.Index().Select(item => Read((YamlScalarNode)item.Item, $"{Full(key)}[{item.Index}]")).OfType<Entry>()];
            case { } other:
                notes.Mistake(LineOf(other), $"{Full(key)} must be a list of values.");
                return [];
        }
    }

    public Section? Child(string key, bool required = false)
    {
        switch (Ask(key))
        {
            case YamlMappingNode mapping:
                return new(Full(key), LineOfName(key), mapping, references, notes);
            case null when required:
                notes.Mistake(Line, $"{Full(key)} is missing.");
                return null;
            case null:
                return null;
            case { } other:
                notes.Mistake(LineOf(other), $"{Full(key)} must have keys of its own below it.");
                return null;
        }
    }

    /// <summary>Every key as a section of its own: for what has names instead of fixed keys.</summary>
    public IReadOnlyList<Section> Named() =>
        [.. Keys.Select(key => Child(key, required: true)).OfType<Section>()];

    /// <summary>A list of sections.</summary>
    public IReadOnlyList<Section> Items(string key)
    {
        switch (Ask(key))
        {
            case null:
                return [];
            case YamlSequenceNode list when list.Children.All(static child => child is YamlMappingNode):
                return
                [
                    .. list.Children.Index().Select(item =>
                        new Section($"{Full(key)}[{item.Index}]", LineOf(item.Item), (YamlMappingNode)item.Item, references, notes)),
                ];
            case { } other:
                notes.Mistake(LineOf(other), $"{Full(key)} must be a list, each item with keys of its own.");
                return [];
        }
    }

    /// <summary>Tells the keys that nobody asked for.</summary>
    public void Close()
    {
        foreach (var key in node.Children.Keys)
        {
            if (key is not YamlScalarNode { Value: { } name } || !_asked.Contains(name, StringComparer.Ordinal))
            {
                // What stands where a key should be may be a value in the wrong place.
                var known = string.Join(", ", _asked.Distinct(StringComparer.Ordinal));
                notes.Mistake(LineOf(key), $"{(path.Length == 0 ? "the file" : path)} has a key that is unknown here. Known are: {known}.");
            }
        }
    }

    public void Mistake(string key, string text) => notes.Mistake(LineOf(key), $"{Full(key)}: {text}");

    public void Mistake(string text) => notes.Mistake(Line, $"{path}: {text}");

    public void Warn(string key, string text) => notes.Warn(LineOf(key), $"{Full(key)}: {text}");

    private Entry? Read(YamlScalarNode scalar, string key)
    {
        var (text, at) = (scalar.Value ?? string.Empty, LineOf(scalar));
        return references.Expand(text, key, at, notes) is { } expanded ? new(key, expanded, at, !References.IsIn(text)) : null;
    }

    private YamlNode? Ask(string key)
    {
        _asked.Add(key);
        return Find(key);
    }

    private YamlNode? Find(string key) => node.Children.FirstOrDefault(child => child.Key is YamlScalarNode { Value: { } name } && name == key).Value;

    private int LineOfName(string key) => LineOf(node.Children.First(child => child.Key is YamlScalarNode { Value: { } name } && name == key).Key);

    private string Full(string key) => path.Length == 0 ? key : $"{path}.{key}";

    private static int LineOf(YamlNode node) => (int)node.Start.Line;
}
