using System.Text.Json;

namespace Posthorn.Protocol.Notifications;

/// <summary>Sully: a piece of the text that was coded.</summary>
/// <param name="StartChar">Its first character, counted from 0.</param>
/// <param name="EndChar">The character after its last.</param>
public sealed record TextSpan(int StartChar, int EndChar)
{
    /// <summary>The piece itself.</summary>
    public string? Text { get; init; }

    /// <summary>Never the text.</summary>
    /// <returns>The name of the type.</returns>
    public override string ToString() => nameof(TextSpan);

    internal void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("text_span");
        writer.WriteNumber("start_char", StartChar);
        writer.WriteNumber("end_char", EndChar);
        writer.WriteText("text", Text);
        writer.WriteEndObject();
    }
}
