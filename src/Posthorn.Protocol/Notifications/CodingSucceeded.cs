using System.Text.Json;
using Posthorn.Protocol.Profiles;

namespace Posthorn.Protocol.Notifications;

/// <summary>Sully: codes were found.</summary>
public sealed record CodingSucceeded : ResourceNotification
{
    /// <summary>When the coding was asked for.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>When it last changed.</summary>
    public DateTimeOffset? UpdatedAt { get; init; }

    /// <summary>Diagnoses, in ICD-10-CM or SNOMED CT.</summary>
    public IReadOnlyList<CodedFinding> Diagnoses { get; init; } = [];

    /// <summary>Procedures, in CPT.</summary>
    public IReadOnlyList<CodedFinding> Procedures { get; init; } = [];

    /// <inheritdoc />
    public override string EventType => EventTypes.CodingSucceeded;

    private protected override void WriteData(Utf8JsonWriter writer)
    {
        base.WriteData(writer);
        writer.WriteTime("created_at", CreatedAt);
        writer.WriteTime("updated_at", UpdatedAt);
        writer.WriteStartObject("result");
        Write(writer, "diagnoses", Diagnoses);
        Write(writer, "procedures", Procedures);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, string name, IReadOnlyList<CodedFinding> findings)
    {
        writer.WriteStartArray(name);
        foreach (var finding in findings)
        {
            finding.Write(writer);
        }

        writer.WriteEndArray();
    }
}
