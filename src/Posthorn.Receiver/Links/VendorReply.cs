using System.Text.Json;
using Posthorn.Protocol.Json;

namespace Posthorn.Receiver.Links;

/// <summary>An answer, whole.</summary>
internal sealed record VendorReply(int Status, TimeSpan? RetryAfter, ReadOnlyMemory<byte> Body)
{
    private const int Ok = 200;
    private const int FirstThatIsNot = 300;

    public bool IsSuccess => Status is >= Ok and < FirstThatIsNot;

    /// <summary>The answer as JSON.</summary>
    /// <exception cref="VendorCallException">It is a refusal, or no JSON.</exception>
    public JsonElement ToJson()
    {
        if (!IsSuccess)
        {
            throw new VendorCallException($"answered_{Status}", Status, RetryAfter);
        }

        return StrictJson.Check(Body.Span, StrictJson.DefaultMaxDepth, allowDuplicates: true, out _)
            ? JsonElement.Parse(Body.Span)
            : throw new VendorCallException(VendorCallCodes.AnswerNotJson, Status);
    }

    /// <summary>The status alone.</summary>
    public override string ToString() => $"answered_{Status}";
}
