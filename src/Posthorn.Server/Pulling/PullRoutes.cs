using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Posthorn.Delivery.Sessions;
using Posthorn.Server.Access;

namespace Posthorn.Server.Pulling;

/// <summary>The calls by which vendors' partners ask how a session stands and fetch its results, at the vendors' own paths. A partner's key finds that partner's sessions alone.</summary>
internal static class PullRoutes
{
    private const string Ambient = "/api/v1/ambient/session/{session}";
    private const string Encounter = "/api/v1/ambient/encounter/{encounter}";
    private const string FormFilling = "/api/v1/form-filling/session/{form}";

    public static void MapPulls(this IEndpointRouteBuilder routes)
    {
        Suki(routes, Ambient + "/status", "sukiStatus", "Tells how far an ambient session is.", static (pulls, partner, call, stop) =>
            pulls.StatusAsync(partner, SessionKind.Ambient, Id(call), stop));
        Suki(routes, Ambient + "/content", "sukiContent", "Gives the note of an ambient session.", static (pulls, partner, call, stop) =>
            pulls.ContentAsync(partner, Id(call), call.Query["cumulative"] == "true", stop));
        Suki(routes, Ambient + "/transcript", "sukiTranscript", "Gives who said what in an ambient session.", static (pulls, partner, call, stop) =>
            pulls.DocumentAsync(partner, SessionKind.Ambient, Id(call), SessionPart.Transcript, stop));
        Suki(routes, Ambient + "/structured-data", "sukiStructuredData", "Gives diagnoses and orders of an ambient session.", static (pulls, partner, call, stop) =>
            pulls.DocumentAsync(partner, SessionKind.Ambient, Id(call), SessionPart.StructuredData, stop));
        Suki(routes, Encounter + "/content", "sukiEncounterContent", "Gives the note of an encounter.", static (pulls, partner, call, stop) =>
            pulls.OfEncounterAsync(partner, Id(call, "encounter"), SessionPart.Content, stop));
        Suki(routes, Encounter + "/structured-data", "sukiEncounterStructuredData", "Gives diagnoses and orders of an encounter.", static (pulls, partner, call, stop) =>
            pulls.OfEncounterAsync(partner, Id(call, "encounter"), SessionPart.StructuredData, stop));
        Suki(routes, FormFilling + "/status", "sukiFormStatus", "Tells how far a form filling session is.", static (pulls, partner, call, stop) =>
            pulls.StatusAsync(partner, SessionKind.FormFilling, Id(call, "form"), stop));
        Suki(routes, FormFilling + "/structured-data", "sukiFormStructuredData", "Gives the values of a form.", static (pulls, partner, call, stop) =>
            pulls.DocumentAsync(partner, SessionKind.FormFilling, Id(call, "form"), SessionPart.StructuredData, stop));

        Sully(routes, "/v1/notes/{note}", "sullyNote", "Gives a note.", static (pulls, partner, call, stop) => pulls.NoteAsync(partner, Id(call, "note"), stop));
        Sully(routes, "/v1/audio/transcriptions/{transcription}", "sullyTranscription", "Gives a transcription.", static (pulls, partner, call, stop) =>
            pulls.TranscriptionAsync(partner, Id(call, "transcription"), stop));
        Sully(routes, "/v2/audio/transcriptions/{transcription}", "sullyTranscriptionV2", "Gives a transcription in the words of the second version.", static (pulls, partner, call, stop) =>
            pulls.TranscriptionV2Async(partner, Id(call, "transcription"), stop));
        Sully(routes, "/v1/codings/{coding}", "sullyCoding", "Gives a coding.", static (pulls, partner, call, stop) => pulls.CodingAsync(partner, Id(call, "coding"), stop));
    }

    private static void Suki(IEndpointRouteBuilder routes, string path, string name, string summary, Ask<SukiPulls> ask) =>
        Map(routes, path, name, summary, Dialect.Suki, ask);

    private static void Sully(IEndpointRouteBuilder routes, string path, string name, string summary, Ask<SullyPulls> ask) =>
        Map(routes, path, name, summary, Dialect.Sully, ask);

    private static void Map<T>(IEndpointRouteBuilder routes, string path, string name, string summary, Dialect dialect, Ask<T> ask)
        where T : notnull => routes.MapGet(path, (RequestDelegate)(async context =>
        {
            var pulls = context.RequestServices.GetRequiredService<T>();
            var answer = await ask(pulls, Visit.Of(context).Partner, context.Request, context.RequestAborted);
            await new VendorAnswer(dialect, answer).ExecuteAsync(context);
        }))
            .AllowTo(AccessRule.OwnPartner, dialect)
            .WithName(name).WithSummary(summary)
            .WithMetadata(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(void), ["application/json"]));

    private static string Id(HttpRequest call, string name = "session") => (string)call.RouteValues[name]!;
}
