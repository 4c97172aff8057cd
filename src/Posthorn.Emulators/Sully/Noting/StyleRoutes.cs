using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Posthorn.Emulators.Sully.Admitting;

namespace Posthorn.Emulators.Sully.Noting;

/// <summary>Note styles: a template out of a note. Its headings stay, and what stands below them becomes places to fill.</summary>
internal sealed class StyleRoutes(SullyGate gate, TimeProvider clock)
{
    private const string Place = "[synthetic: text of this section]";

    private static readonly SullyErrors Errors = SullyErrors.OfFirst;

    public void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v1/note-styles", gate.Behind(Errors, CreateAsync));

    private static string TemplateOf(string sample)
    {
        var headings = sample.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(static line => line.StartsWith('#') || line.EndsWith(':')).ToList();
        return string.Join("\n\n", (headings.Count > 0 ? headings : ["## Note"]).Select(static heading => $"{heading}\n\n{Place}"));
    }

    private async Task CreateAsync(HttpContext context)
    {
        if (await SullyBody.ReadAsync(context, Errors) is not { } body)
        {
            return;
        }

        var problem = body.TextOf("sampleNote") is not { } sample || string.IsNullOrWhiteSpace(sample) ? "sampleNote is required"
            : body["instructions"] is not (null or JsonArray) ? "instructions must be a list of strings"
            : null;
        if (problem is not null)
        {
            await Errors.WriteAsync(context, StatusCodes.Status400BadRequest, problem);
            return;
        }

        await SullyAnswers.WriteOldAsync(context, clock, new() { ["template"] = TemplateOf(body.TextOf("sampleNote")!) });
    }
}
