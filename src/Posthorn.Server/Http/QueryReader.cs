using System.Globalization;
using Microsoft.AspNetCore.Http;
using Posthorn.Api.Problems;

namespace Posthorn.Server.Http;

/// <summary>Reads query parameters strictly: none unknown, none twice. What is wrong first is what is answered.</summary>
internal sealed class QueryReader
{
    private readonly IQueryCollection _query;

    public QueryReader(HttpRequest request, params ReadOnlySpan<string> known)
    {
        _query = request.Query;
        foreach (var (name, values) in _query)
        {
            if (!known.Contains(name))
            {
                Refuse($"There is a parameter that this call does not know. Known are: {string.Join(", ", known)}.");
            }
            else if (values.Count != 1)
            {
                Refuse($"\"{name}\" is given more than once.");
            }
        }
    }

    public Problem? Problem { get; private set; }

    public string? Text(string name) => _query.TryGetValue(name, out var values) && values.Count == 1 ? values[0] : null;

    /// <summary>A whole number in decimal digits and nothing else.</summary>
    public int Number(string name, int otherwise, int least, int most)
    {
        if (Text(name) is not { } text)
        {
            return otherwise;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
        {
            return number;
        }

        Refuse($"\"{name}\" must be a whole number from {least} to {most}.");
        return otherwise;
    }

    /// <summary>One of several words.</summary>
    public T? OneOf<T>(string name, IReadOnlyDictionary<string, T> words)
        where T : struct
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        if (words.TryGetValue(text, out var value))
        {
            return value;
        }

        Refuse($"\"{name}\" must be one of {string.Join(", ", words.Keys)}.");
        return null;
    }

    /// <summary>The place that a cursor names.</summary>
    public long? Place(string name, byte kind, string partnerId)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        if (Cursor.TryRead(kind, partnerId, text, out var place))
        {
            return place;
        }

        Problem ??= Problems.Of(ProblemCodes.InvalidCursor);
        return null;
    }

    private void Refuse(string detail) => Problem ??= Problems.Of(ProblemCodes.InvalidParameter, detail);
}
