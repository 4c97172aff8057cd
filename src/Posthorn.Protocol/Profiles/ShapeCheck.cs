using System.Text.Json;

namespace Posthorn.Protocol.Profiles;

/// <summary>Holds a JSON document against a shape in one pass, and notes where the members of its outermost object lie.</summary>
internal static class ShapeCheck
{
    /// <summary>The most members that any shape names, and so the room that notes of places need.</summary>
    internal const int MaxMembers = 8;

    private const string Root = "/data";

    /// <param name="json">The document.</param>
    /// <param name="shape">Its shape.</param>
    /// <param name="places">Room for the places of the outermost members, by their order in the shape; default where one is absent.</param>
    /// <param name="problem">What is wrong.</param>
    internal static bool TryRead(ReadOnlySpan<byte> json, Shape shape, Span<Range> places, out RenderProblem problem)
    {
        try
        {
            var reader = new Utf8JsonReader(json);
            _ = reader.Read();
            var fault = Check(ref reader, shape, places);

            // Reading on to the end finds what stands after the document.
            _ = fault is null && reader.Read();
            problem = fault?.At(Root) ?? default;
            return fault is null;
        }
        catch (JsonException)
        {
            problem = new(Root, "The data is not one valid JSON document.");
            return false;
        }
    }

    private static ShapeFault? Check(ref Utf8JsonReader reader, Shape shape, Span<Range> places)
    {
        switch (shape.Kind)
        {
            case ShapeKind.Object when reader.TokenType == JsonTokenType.StartObject:
                return CheckObject(ref reader, shape, places);
            case ShapeKind.Map when reader.TokenType == JsonTokenType.StartObject:
                return CheckMap(ref reader, shape.Item);
            case ShapeKind.List when reader.TokenType == JsonTokenType.StartArray:
                return CheckList(ref reader, shape.Item);
            case ShapeKind.Text when reader.TokenType == JsonTokenType.String && IsChosen(ref reader, shape.Choices):
            case ShapeKind.FilledText when reader.TokenType == JsonTokenType.String && reader.ValueSpan.Length > 0:
            case ShapeKind.Number when reader.TokenType == JsonTokenType.Number:
                return null;
            case ShapeKind.Any:
                reader.Skip();
                return null;
            default:
                return new($"This {shape.Expectation}");
        }
    }

    private static bool IsChosen(ref Utf8JsonReader reader, byte[][] choices)
    {
        foreach (var choice in choices)
        {
            if (reader.ValueTextEquals(choice))
            {
                return true;
            }
        }

        return choices.Length == 0;
    }

    private static ShapeFault? CheckObject(ref Utf8JsonReader reader, Shape shape, Span<Range> places)
    {
        var seen = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.ValueSpan;
            var index = IndexOf(ref reader, shape.Members);
            if (index < 0 && shape.IsClosed)
            {
                return new ShapeFault("This member is not part of the format.").Under(name);
            }

            if (index >= 0 && (seen & (1 << index)) != 0)
            {
                return new ShapeFault("This member appears twice.").Under(name);
            }

            _ = reader.Read();
            var start = (int)reader.TokenStartIndex;
            var fault = Check(ref reader, index < 0 ? Shape.Any : shape.Members[index].Shape, []);
            if (fault is not null)
            {
                return fault.Under(name);
            }

            if (index >= 0)
            {
                seen |= 1 << index;
                if (!places.IsEmpty)
                {
                    places[index] = start..(int)reader.BytesConsumed;
                }
            }
        }

        return CheckPresence(shape, seen);
    }

    private static ShapeFault? CheckPresence(Shape shape, int seen)
    {
        for (var i = 0; i < shape.Members.Length; i++)
        {
            if (shape.Members[i].IsRequired && (seen & (1 << i)) == 0)
            {
                return new ShapeFault("This member is required.").Under(shape.Members[i].Utf8Name);
            }
        }

        return shape.NeedsAnyMember && seen == 0
            ? new($"At least one of {string.Join(", ", shape.Members.Select(member => member.Name))} is required.")
            : null;
    }

    private static ShapeFault? CheckMap(ref Utf8JsonReader reader, Shape item)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.ValueSpan;
            _ = reader.Read();
            if (Check(ref reader, item, []) is { } fault)
            {
                return fault.Under(name);
            }
        }

        return null;
    }

    private static ShapeFault? CheckList(ref Utf8JsonReader reader, Shape item)
    {
        for (var i = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; i++)
        {
            if (Check(ref reader, item, []) is { } fault)
            {
                return fault.Under(i);
            }
        }

        return null;
    }

    private static int IndexOf(ref Utf8JsonReader reader, ShapeMember[] members)
    {
        for (var i = 0; i < members.Length; i++)
        {
            if (reader.ValueTextEquals(members[i].Utf8Name))
            {
                return i;
            }
        }

        return -1;
    }
}
