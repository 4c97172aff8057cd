using System.Buffers;
using Posthorn.Api.Json;
using Posthorn.Api.Sessions;
using Posthorn.Delivery.Endpoints;
using Posthorn.Delivery.Sessions;
using Posthorn.Server.Http;

namespace Posthorn.Server.Sessions;

/// <summary>A wish in the words of the API → a wish of ours, or everything that is wrong with it.</summary>
internal static class SessionReading
{
    private const int LongestId = 128;
    private const int LongestEncounter = 255;
    private const int LongestCode = 128;
    private const int LongestDetail = 1000;
    private const double LongestLimit = 30 * 24 * 3600;

    private static readonly SearchValues<char> OfIds =
        SearchValues.Create("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_.:~");

    public static bool IsId(string id) => id.Length is > 0 and <= LongestId && !id.AsSpan().ContainsAnyExcept(OfIds) && id is not ("." or "..");

    public static SessionDraft? Read(string id, PutSession request, out IReadOnlyList<InputProblem> problems)
    {
        var found = new List<InputProblem>();
        if (!IsId(id))
        {
            found.Add(new(string.Empty, "session_id_invalid", "The session's id must have 1 to 128 of letters, digits and - _ . : ~"));
        }

        if (request.EncounterId is { } encounter && (encounter.Length is 0 or > LongestEncounter || encounter.Any(char.IsControl)))
        {
            found.Add(new("/encounter_id", "invalid_value", "\"encounter_id\" must have 1 to 255 characters, none of them a control character."));
        }

        if (request.TimeLimitSeconds is { } seconds && !(seconds is >= 1 and <= LongestLimit))
        {
            found.Add(new("/time_limit_seconds", "invalid_value", "\"time_limit_seconds\" must be from 1 to 2592000."));
        }

        Check(request.AdditionalInfo, "/additional_info", found);
        var documents = Documents(request.Documents, "/documents", ofEncounter: false, found);
        problems = found;
        return found.Count > 0 ? null : new(id, (Delivery.Sessions.SessionKind)request.Kind)
        {
            EncounterId = request.EncounterId,
            Client = (Delivery.Sessions.SessionClient)request.Client,
            AdditionalInfo = request.AdditionalInfo?.Utf8,
            TimeLimit = request.TimeLimitSeconds is { } limit ? TimeSpan.FromMilliseconds(Math.Round(limit * 1000)) : null,
            Documents = documents,
        };
    }

    public static SessionTurn? Read(TurnSession request, out IReadOnlyList<InputProblem> problems)
    {
        var found = new List<InputProblem>();
        var fails = request.To == Api.Sessions.SessionState.Failed;
        if (fails && request.ErrorCode is null)
        {
            found.Add(new("/error_code", "required", "\"error_code\" must be there when a session fails: the vendor's notification has it."));
        }

        if (!fails && (request.ErrorCode ?? request.ErrorDetail) is not null)
        {
            found.Add(new(request.ErrorCode is null ? "/error_detail" : "/error_code", "invalid_value", "Only a session that fails has an error."));
        }

        Check(request.ErrorCode, "/error_code", LongestCode, found);
        Check(request.ErrorDetail, "/error_detail", LongestDetail, found);
        var documents = Documents(request.Documents, "/documents", ofEncounter: false, found);
        var ofEncounter = Documents(request.EncounterDocuments, "/encounter_documents", ofEncounter: true, found);
        problems = found;
        return found.Count > 0 ? null : new((Delivery.Sessions.SessionState)request.To)
        {
            ErrorCode = request.ErrorCode,
            ErrorDetail = request.ErrorDetail,
            Documents = [.. documents, .. ofEncounter],
            Reopen = request.Reopen,
        };
    }

    public static IReadOnlyList<SessionDocument> Documents(SessionDocuments? given, string pointer, bool ofEncounter, ICollection<InputProblem> problems)
    {
        var documents = new List<SessionDocument>();
        (SessionPart Part, string Name, RawJson? Json)[] all =
        [
            (SessionPart.Content, "content", given?.Content), (SessionPart.Transcript, "transcript", given?.Transcript),
            (SessionPart.StructuredData, "structured_data", given?.StructuredData), (SessionPart.Result, "result", given?.Result),
            (SessionPart.Context, "context", given?.Context),
        ];
        foreach (var (part, name, json) in all)
        {
            if (Check(json, $"{pointer}/{name}", problems) && json is { } some)
            {
                documents.Add(new(ofEncounter, part, some.Utf8));
            }
        }

        return documents;
    }

    private static bool Check(RawJson? json, string pointer, ICollection<InputProblem> problems)
    {
        if (json is { } some && some.Utf8.Span[0] != (byte)'{')
        {
            problems.Add(new(pointer, "invalid_value", $"\"{pointer.Split('/')[^1]}\" must be an object."));
            return false;
        }

        return true;
    }

    private static void Check(string? text, string pointer, int longest, ICollection<InputProblem> problems)
    {
        if (text is not null && (text.Length == 0 || text.Length > longest || text.Any(char.IsControl)))
        {
            problems.Add(new(pointer, "invalid_value", $"\"{pointer[1..]}\" must have 1 to {longest} characters, none of them a control character."));
        }
    }
}
