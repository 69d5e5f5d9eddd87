"""The pictures, one function each; nothing here loads the drawing library until a picture is asked for."""
