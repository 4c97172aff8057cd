using System.Text.Json;

namespace Posthorn.Protocol.Notifications;

/// <summary>Sully: one code.</summary>
public sealed record Coding
{
    /// <summary>The code system, such as <c>http://hl7.org/fhir/sid/icd-10-cm</c>.</summary>
    public string? System { get; init; }

    /// <summary>The code. A number in a body is read as its digits: one example of the vendor has one.</summary>
    public string? Code { get; init; }

    /// <summary>The code in words.</summary>
    public string? Display { get; init; }

    /// <summary>Never the code.</summary>
    /// <returns>The name of the type.</returns>
    public override string ToString() => nameof(Coding);

    internal void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteText("system", System);
        writer.WriteText("code", Code);
        writer.WriteText("display", Display);
        writer.WriteEndObject();
    }
}
