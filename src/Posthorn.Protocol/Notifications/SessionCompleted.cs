using System.Text.Json;
using Posthorn.Protocol.Profiles;

namespace Posthorn.Protocol.Notifications;

/// <summary>Suki, <c>status</c> = <c>success</c>: a session is done.</summary>
public sealed record SessionCompleted : SessionNotification
{
    /// <summary>The sessions of the encounter so far; empty when the body has none.</summary>
    public IReadOnlyList<string> Sessions { get; init; } = [];

    /// <summary>An object whose members the vendor does not document.</summary>
    public JsonElement? AdditionalInfo { get; init; }

    /// <summary>Where the results are, by what they are: <c>contents</c>, <c>status</c>, <c>transcripts</c> and others.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<Link>> Links { get; init; } = new Dictionary<string, IReadOnlyList<Link>>();

    /// <inheritdoc />
    public override string EventType => EventTypes.SessionCompleted;

    private protected override string StatusKey => "success";

    private protected override void WriteData(Utf8JsonWriter writer)
    {
        base.WriteData(writer);
        if (Sessions.Count > 0)
        {
            writer.WriteStartArray("sessions");
            foreach (var session in Sessions)
            {
                writer.WriteStringValue(session);
            }

            writer.WriteEndArray();
        }

        writer.WriteElement("additional_info", AdditionalInfo);
        if (Links.Count > 0)
        {
            writer.WriteStartObject("links");
            foreach (var (name, links) in Links.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            {
                writer.WriteStartArray(name);
                foreach (var link in links)
                {
                    link.Write(writer);
                }

                writer.WriteEndArray();
            }

            writer.WriteEndObject();
        }
    }
}
