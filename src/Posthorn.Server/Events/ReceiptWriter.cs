using System.Buffers;
using Posthorn.Delivery.Ids;
using Posthorn.Delivery.Intake;

namespace Posthorn.Server.Events;

/// <summary>Writes the receipt of an event: ids of fixed length between fixed words, so its length is known before its first byte.</summary>
internal static class ReceiptWriter
{
    private const int HexDigits = 32;

    private static ReadOnlySpan<byte> Head => "{\"id\":\"evt_"u8;

    private static ReadOnlySpan<byte> List => "\",\"deliveries\":["u8;

    private static ReadOnlySpan<byte> Delivery => "{\"id\":\"dlv_"u8;

    private static ReadOnlySpan<byte> Endpoint => "\",\"endpoint_id\":\"ep_"u8;

    private static ReadOnlySpan<byte> DeliveryEnd => "\"}"u8;

    private static ReadOnlySpan<byte> End => "]}"u8;

    /// <summary>How many bytes the receipt takes.</summary>
    public static int LengthOf(StoredEvent stored)
    {
        var each = Delivery.Length + HexDigits + Endpoint.Length + HexDigits + DeliveryEnd.Length;
        var commas = Math.Max(0, stored.Deliveries.Count - 1);

        return Head.Length + HexDigits + List.Length + (stored.Deliveries.Count * each) + commas + End.Length;
    }

    public static void Write(StoredEvent stored, IBufferWriter<byte> output)
    {
        var length = LengthOf(stored);
        var rest = output.GetSpan(length);
        Put(ref rest, Head);
        Put(ref rest, stored.Id);
        Put(ref rest, List);
        for (var i = 0; i < stored.Deliveries.Count; i++)
        {
            if (i > 0)
            {
                Put(ref rest, ","u8);
            }

            Put(ref rest, Delivery);
            Put(ref rest, stored.Deliveries[i].Id);
            Put(ref rest, Endpoint);
            Put(ref rest, stored.Deliveries[i].EndpointId);
            Put(ref rest, DeliveryEnd);
        }

        Put(ref rest, End);
        output.Advance(length);
    }

    private static void Put(ref Span<byte> rest, ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(rest);
        rest = rest[bytes.Length..];
    }

    private static void Put<TKind>(ref Span<byte> rest, Id<TKind> id)
        where TKind : IIdKind
    {
        _ = id.Value.TryFormat(rest, out var written, "N");
        rest = rest[written..];
    }
}
