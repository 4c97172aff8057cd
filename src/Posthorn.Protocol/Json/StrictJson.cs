using System.Text.Json;
using System.Text.Unicode;

namespace Posthorn.Protocol.Json;

/// <summary>
/// The gate that every document passes before it is stored. Behind it, whoever reads the document reads the same one: no property
/// counts twice, no string breaks the reader that comes to it last, no depth breaks a stack.
/// </summary>
/// <remarks>
/// One pass, no allocation for documents of usual shape, and time proportional to the length for any: names are told apart by hashes
/// whose seed no sender knows. Numbers of any size pass, since they are stored as they came. Safe for use by several threads at once.
/// </remarks>
public static class StrictJson
{
    /// <summary>The depth that the platform's own reader allows where nobody says otherwise.</summary>
    public const int DefaultMaxDepth = 64;

    /// <summary>The greatest depth that can be asked for.</summary>
    public const int GreatestDepth = 256;

    /// <summary>Checks one document.</summary>
    /// <param name="utf8">The bytes of the document.</param>
    /// <param name="maxDepth">How deeply objects and arrays may be nested, 1 to 256; <c>[[]]</c> has depth 2.</param>
    /// <param name="problem">The first problem, where there is one.</param>
    /// <returns>Whether the document is sound.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The depth is not in range.</exception>
    public static bool Check(ReadOnlySpan<byte> utf8, int maxDepth, out JsonProblem problem) =>
        Check(utf8, maxDepth, allowDuplicates: false, out problem);

    internal static bool Check(ReadOnlySpan<byte> utf8, int maxDepth, bool allowDuplicates, out JsonProblem problem)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxDepth, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(maxDepth, GreatestDepth);
        if (!Utf8.IsValid(utf8))
        {
            problem = new(JsonProblemKind.InvalidUnicode, OffsetOfInvalid(utf8));
            return false;
        }

        // Room beyond the depth, so that it is this check that finds a document too deep and not the reader's exception.
        scoped var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = maxDepth + 1 });
        var names = new NameLedger(
            utf8, stackalloc ulong[NameLedger.UsualNames], stackalloc OpenName[NameLedger.UsualNames], stackalloc int[maxDepth]);
        try
        {
            var kind = Read(ref reader, ref names, maxDepth, allowDuplicates);
            problem = new(kind, kind == JsonProblemKind.None ? 0 : reader.TokenStartIndex);
            return kind == JsonProblemKind.None;
        }
        catch (JsonException)
        {
            problem = new(JsonProblemKind.InvalidJson, reader.BytesConsumed);
            return false;
        }
        finally
        {
            names.Dispose();
        }
    }

    private static JsonProblemKind Read(ref Utf8JsonReader reader, scoped ref NameLedger names, int maxDepth, bool allowDuplicates)
    {
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject when reader.CurrentDepth >= maxDepth:
                case JsonTokenType.StartArray when reader.CurrentDepth >= maxDepth:
                    return JsonProblemKind.TooDeep;
                case JsonTokenType.StartObject:
                    names.Open();
                    break;
                case JsonTokenType.EndObject:
                    names.Close();
                    break;
                case JsonTokenType.PropertyName when reader.ValueIsEscaped && Surrogates.AreBroken(reader.ValueSpan):
                case JsonTokenType.String when reader.ValueIsEscaped && Surrogates.AreBroken(reader.ValueSpan):
                    return JsonProblemKind.InvalidUnicode;
                case JsonTokenType.PropertyName when !names.TryAdd(ref reader) && !allowDuplicates:
                    return JsonProblemKind.DuplicateProperty;
                default:
                    break;
            }
        }

        return JsonProblemKind.None;
    }

    private static int OffsetOfInvalid(ReadOnlySpan<byte> utf8)
    {
        var offset = 0;
        while (System.Text.Rune.DecodeFromUtf8(utf8[offset..], out _, out var length) == System.Buffers.OperationStatus.Done)
        {
            offset += length;
        }

        return offset;
    }
}
