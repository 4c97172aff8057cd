using System.Globalization;
using Microsoft.AspNetCore.Http;
using Posthorn.Relay.Keeping;
using Posthorn.Relay.Running;
using Posthorn.Relay.Wire;

namespace Posthorn.Relay.Doors;

/// <summary>What is kept, for whoever brings the token: a list without content, and one arrival as it came.</summary>
internal sealed class ArrivalRoutes(RelayParts parts)
{
    private const int UsualLimit = 100;
    private const int MostLimit = 1_000;

    public async Task ListAsync(HttpContext context)
    {
        var query = context.Request.Query;
        if (!ListenerGate.TryEnter(parts.Sources, context.Request, query["source"], out var source))
        {
            await ListenerGate.RefuseAsync(context);
        }
        else if (!TryNumber(query["after"], 0, long.MaxValue, out var after) || !TryNumber(query["limit"], UsualLimit, MostLimit, out var limit))
        {
            await RelayAnswer.ErrorAsync(context, StatusCodes.Status400BadRequest, $"after is a sequence, limit a number up to {MostLimit}");
        }
        else
        {
            var page = await parts.Reader.PageAsync(source, after, (int)limit, context.RequestAborted);
            await RelayAnswer.WriteAsync(context, StatusCodes.Status200OK, page, RelayJson.Default.ArrivalPage);
        }
    }

    public async Task ReadAsync(HttpContext context)
    {
        if (!ListenerGate.TryEnter(parts.Sources, context.Request, name: null, out _))
        {
            await ListenerGate.RefuseAsync(context);
        }
        else if (await FindAsync(context) is not { } found)
        {
            await RelayAnswer.ErrorAsync(context, StatusCodes.Status404NotFound, "no such arrival");
        }
        else if (found.Arrival is not { } arrival)
        {
            await RelayAnswer.ErrorAsync(context, StatusCodes.Status410Gone, "the arrival cannot be opened any more");
        }
        else
        {
            var head = ArrivalHead.Of(arrival) with { BodyBase64 = Convert.ToBase64String(arrival.Request.Body.Span) };
            await RelayAnswer.WriteAsync(context, StatusCodes.Status200OK, head, RelayJson.Default.ArrivalHead);
        }
    }

    // One token may open several sources, where it was given and not made.
    private async Task<StoredArrival?> FindAsync(HttpContext context)
    {
        if (!ArrivalId.TryParse((string?)context.Request.RouteValues["id"], out var id))
        {
            return null;
        }

        foreach (var source in parts.Sources.All)
        {
            if (ListenerGate.TryEnter(parts.Sources, context.Request, source.Name, out _)
                && await parts.Reader.FindAsync(source, id, context.RequestAborted) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private static bool TryNumber(string? text, long otherwise, long most, out long number)
    {
        number = otherwise;
        return text is null || (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number <= most);
    }
}
