using System.Text.Json;

namespace Posthorn.Protocol.Notifications;

/// <summary>Sully: a diagnosis or a procedure, with its codes and the words that led to it.</summary>
public sealed record CodedFinding
{
    /// <summary>The id of the finding.</summary>
    public string? Id { get; init; }

    /// <summary>The same finding in one or more code systems.</summary>
    public IReadOnlyList<Coding> Codings { get; init; } = [];

    /// <summary>The finding in words.</summary>
    public string? Text { get; init; }

    /// <summary>Where in the text that was coded it was found.</summary>
    public TextSpan? Span { get; init; }

    /// <summary>Never the finding.</summary>
    /// <returns>The name of the type.</returns>
    public override string ToString() => nameof(CodedFinding);

    internal void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteText("id", Id);
        writer.WriteStartObject("code");
        writer.WriteStartArray("coding");
        foreach (var coding in Codings)
        {
            coding.Write(writer);
        }

        writer.WriteEndArray();
        writer.WriteText("text", Text);
        writer.WriteEndObject();
        Span?.Write(writer);
        writer.WriteEndObject();
    }
}
