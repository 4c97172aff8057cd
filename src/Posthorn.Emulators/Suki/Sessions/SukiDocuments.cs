using System.Text.Json;
using Posthorn.Emulators.Content;
using Posthorn.Emulators.Doors;
using Posthorn.Emulators.Scripting;

namespace Posthorn.Emulators.Suki.Sessions;

/// <summary>A visit as the documents of an ambient session.</summary>
internal static class SukiDocuments
{
    /// <summary>When a recording began of which nobody said when: the same moment in every run.</summary>
    private static readonly DateTimeOffset UsualStart = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);

    public static byte[] Content(SyntheticVisit visit, IReadOnlyList<SyntheticSection> sections, Seeds seeds, string sessionId) => JsonAnswer.Object(json =>
    {
        json.WriteStartArray("summary");
        foreach (var section in sections)
        {
            json.WriteStartObject();
            json.WriteString("title", section.Title);
            json.WriteString("loinc_code", section.Loinc);
            json.WriteString("content", section.Text);
            json.WriteStartArray("source_transcripts");
            var random = seeds.For($"sources:{sessionId}:{section.Loinc}");
            foreach (var turn in Enumerable.Range(0, visit.Turns.Count).Where(_ => random.Next(8) == 0))
            {
                json.WriteStringValue(TranscriptId(seeds, sessionId, turn));
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    public static byte[] Transcript(SyntheticVisit visit, SukiRecord record, Seeds seeds, string sessionId) => JsonAnswer.Object(json =>
    {
        var start = record.StartedAt ?? UsualStart;
        json.WriteStartArray("final_transcript");
        foreach (var (number, turn) in visit.Turns.Index())
        {
            json.WriteStartObject();
            json.WriteString("transcript_id", TranscriptId(seeds, sessionId, number));
            json.WriteString("recording_id", seeds.Uuid($"recording:{sessionId}"));
            json.WriteString("transcript", turn.Text);
            json.WriteString("lang_id", "en");
            json.WriteString("start_time", Nanoseconds(start + turn.Start));
            json.WriteString("end_time", Nanoseconds(start + turn.End));
            WriteOffset(json, "start_offset", turn.Start);
            WriteOffset(json, "end_offset", turn.End);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    public static byte[] StructuredData(SyntheticVisit visit) => JsonAnswer.Object(json =>
    {
        json.WriteStartObject("structured_data");
        WriteDiagnoses(json, visit.Diagnoses);
        WriteOrders(json, visit.Orders);
        json.WriteEndObject();
    });

    private static void WriteDiagnoses(Utf8JsonWriter json, IEnumerable<SyntheticDiagnosis> diagnoses)
    {
        json.WriteStartObject("diagnoses");
        json.WriteStartArray("values");
        foreach (var diagnosis in diagnoses)
        {
            json.WriteStartObject();
            json.WriteStartArray("codes");
            json.WriteStartObject();
            json.WriteString("code", diagnosis.Code);
            json.WriteString("description", diagnosis.Description);
            json.WriteString("type", "ICD10");
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteString("diagnosis_note", $"[synthetic] {diagnosis.Note}");
            json.WriteNumber("laterality_indicator", 0);
            json.WriteNumber("post_coord_lex_flag", 0);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteOrders(Utf8JsonWriter json, IEnumerable<SyntheticOrder> orders)
    {
        json.WriteStartObject("orders");
        json.WriteStartObject("medication_orders");
        json.WriteStartArray("partial_values");
        foreach (var order in orders)
        {
            json.WriteStartObject();
            json.WriteString("drug_name", order.Drug);
            json.WriteString("dosage", order.Dosage);
            json.WriteString("route", order.Route);
            json.WriteString("frequency", order.Frequency);
            json.WriteString("start_date", "2026-01-05");
            json.WriteString("end_date", "2026-02-02");
            json.WriteStartArray("codes");
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteOffset(Utf8JsonWriter json, string name, TimeSpan offset)
    {
        json.WriteStartObject(name);
        json.WriteNumber("hours", (int)offset.TotalHours);
        json.WriteNumber("minutes", offset.Minutes);
        json.WriteNumber("seconds", offset.Seconds);
        json.WriteNumber("nanos", (offset.Ticks % TimeSpan.TicksPerSecond) * TimeSpan.NanosecondsPerTick);
        json.WriteEndObject();
    }

    private static string TranscriptId(Seeds seeds, string sessionId, int turn) => seeds.Uuid($"transcript:{sessionId}:{turn}");

    private static string Nanoseconds(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'00Z'", System.Globalization.CultureInfo.InvariantCulture);
}
