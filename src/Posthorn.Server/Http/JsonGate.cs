using Posthorn.Api.Problems;
using Posthorn.Protocol.Json;

namespace Posthorn.Server.Http;

/// <summary>The strict gate, with its refusals as problems.</summary>
internal static class JsonGate
{
    public static Problem? Check(ReadOnlySpan<byte> utf8) =>
        StrictJson.Check(utf8, StrictJson.DefaultMaxDepth, out var problem)
            ? null
            : Problems.Of(problem.Code, $"{problem.Message} Noticed at byte {problem.Offset.ToString(System.Globalization.CultureInfo.InvariantCulture)}.");
}
